"""Give real servers to a command: `python -m tests.servers -- pytest`.

The command finds PostgreSQL and RabbitMQ in HUB_TEST_POSTGRES_URL and HUB_TEST_AMQP_URL. With `--hub` it gets a
database and a virtual host of its own too, as the hub's settings name them; both are removed when it ends.
"""

import argparse
import logging
import os
import signal
import subprocess
import sys
from types import FrameType

from tests.servers import urls
from tests.servers.given import Given
from tests.servers.machine import NoServer


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    parser.add_argument("--hub", action="store_true", help="set HUB_DATABASE_URL and HUB_AMQP_URL")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, _leave)
    logging.getLogger("aiormq").setLevel(logging.CRITICAL)  # what it would say, the raised reason says too
    try:
        with Given() as given:
            environment = {**os.environ, **given.postgres.environment, **given.rabbitmq.environment}
            if asked.hub:
                environment["HUB_DATABASE_URL"] = urls.sqlalchemy(given.database())
                environment["HUB_AMQP_URL"] = given.vhosts.take()
            return _run(asked.command, environment)
    except NoServer as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(command: list[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                status = process.wait()
                return status if status >= 0 else 128 - status  # as a shell says which signal it was
            except KeyboardInterrupt:
                continue  # the terminal sent it to the command too, which decides what it means
            except SystemExit:
                process.terminate()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
