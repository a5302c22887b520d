"""TMF637 Product Inventory v4: what customers have, over `com.v1.ProductInventoryService`. Orders change it, mostly."""

from gateway.facades.resource import Resource
from gateway.facades.rest import Api
from gateway.facades.tmf637_v4_mapping import PRODUCT
from proto.com.v1 import product_pb2 as pb
from proto.com.v1 import product_pb2_grpc

API = Api(
    document="tmf637-v4.yaml",
    room="com",
    resources=(
        Resource(
            name="product",
            shape=PRODUCT,
            stub=product_pb2_grpc.ProductInventoryServiceStub,
            get=lambda request: pb.GetProductRequest(id=request.path_params["id"]),
            list=lambda page, query: pb.ListProductsRequest(page=page, query=query),
            create=lambda draft: pb.CreateProductRequest(product=draft.message),
            update=lambda change: pb.UpdateProductRequest(
                product=change.message, if_version=change.if_version
            ),
            delete=lambda request, version: pb.DeleteProductRequest(
                id=request.path_params["id"], if_version=version
            ),
            # What orders have done to it they say themselves.
            fixed=("productOrderItem",),
        ),
    ),
)
