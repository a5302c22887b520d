"""What processes are made of. Only here do the parts meet; nothing below knows which composition it is in."""
