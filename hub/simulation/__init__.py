"""The rooms at work in one process, on memory, with a clock and a scheduler that do as a seed says.

What is simulated is all that lies between the rooms and beside them: database, relay, broker, time, crashes, customers
and operators. What handles the messages are the rooms' own handlers. A seed gives the same run on every machine.
"""
