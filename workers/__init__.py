"""The systems below the core, emulated: service orders (SOM), resource orders (ROM), activation."""
