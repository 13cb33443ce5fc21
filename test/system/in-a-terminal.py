"""Runs a command in a pseudo-terminal of 100 columns: in-a-terminal.py SECONDS COMMAND...

Prints what the terminal was given, and then `end: ` with the exit code, minus the signal, or `alive` where the
command was still there after so many seconds; it is killed then. With INTERRUPTS=n, Ctrl-C is typed n times, half a
second apart, from the second second on.
"""
import fcntl, os, pty, select, struct, sys, termios, time

seconds, command = float(sys.argv[1]), sys.argv[2:]
interrupts = int(os.environ.pop("INTERRUPTS", "0"))
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
start, given, typed = time.time(), b"", 0
while time.time() - start < seconds:
    if typed < interrupts and time.time() - start > 2 + typed / 2:
        os.write(terminal, b"\x03")
        typed += 1
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        given += piece
end, waited = "alive", time.time()
while end == "alive" and time.time() - waited < 0.5:
    pid, status = os.waitpid(child, os.WNOHANG)
    if pid != 0:
        end = str(os.waitstatus_to_exitcode(status))
    else:
        time.sleep(0.05)
if end == "alive":
    os.kill(child, 9)
    os.waitpid(child, 0)
sys.stdout.buffer.write(given + b"\nend: " + end.encode() + b"\n")
