"""Runs a command in a pseudo-terminal: in-a-terminal.py SECONDS COMMAND...

Prints what the terminal was given, and then `end: ` with the exit code, minus the signal, or `alive` where the
command was still there after so many seconds; it is killed then. The terminal has 100 columns and 30 rows, or as many
as SCREEN says (`80x24`). With INTERRUPTS=n, Ctrl-C is typed n times, half a second apart, from the second second on.
With ANSWERS, a JSON list of pairs, each text is typed once the one before it in its pair has appeared. With TERMINATES=1,
the command gets SIGTERM in the second second.
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios, time

seconds, command = float(sys.argv[1]), sys.argv[2:]
interrupts = int(os.environ.pop("INTERRUPTS", "0"))
answers = json.loads(os.environ.pop("ANSWERS", "[]"))
terminates = os.environ.pop("TERMINATES", "") == "1"
columns, rows = map(int, os.environ.pop("SCREEN", "100x30").split("x"))
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvp(command[0], command)
start, given, typed, heard = time.time(), b"", 0, 0
while time.time() - start < seconds:
    if typed < interrupts and time.time() - start > 2 + typed / 2:
        os.write(terminal, b"\x03")
        typed += 1
    if terminates and time.time() - start > 2:
        os.kill(child, signal.SIGTERM)
        terminates = False
    if answers and answers[0][0].encode() in given[heard:]:
        heard = len(given)
        os.write(terminal, answers.pop(0)[1].encode())
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
        time.sleep(0.005)
if end == "alive":
    os.kill(child, 9)
    os.waitpid(child, 0)
sys.stdout.buffer.write(given + b"\nend: " + end.encode() + b"\n")
