"""Whom a server and its kernels speak to, as Python itself notes it: a browser sees its own requests only."""

HERE = ("127.0.0.1", "localhost", "::1", "None", "")
# The text of a sitecustomize.py. The environment names the file to write to.
WATCH = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        whom = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        if event == "socket.getaddrinfo" or isinstance(whom, tuple):
            whom = whom[0] if isinstance(whom, tuple) else whom
            with open(os.environ["SPOKEN_TO"], "a") as file:
                print(event, whom, file=file)

sys.addaudithook(note)
"""
