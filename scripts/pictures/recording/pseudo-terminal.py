"""Runs a command in a pseudo-terminal of a fixed size: pseudo-terminal.py COLUMNS ROWS COMMAND...

What is written to stdin is typed there, what the terminal is given goes to stdout, until the command has ended. File
descriptor 3 is handed on. Python, because Node has no pseudo-terminals without a native package.
"""
import fcntl, os, pty, select, struct, sys, termios

columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvp(command[0], command)
watched = [terminal, 0]
while True:
    ready = select.select(watched, [], [])[0]
    if 0 in ready:
        keys = os.read(0, 1024)
        if keys:
            os.write(terminal, keys)
        else:
            watched.remove(0)
    if terminal in ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        os.write(1, piece)
os.waitpid(child, 0)
