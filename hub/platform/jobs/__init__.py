"""Jobs that bring many catalogue entries in from a URL, or write them to one."""
