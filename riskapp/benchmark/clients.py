"""Many clients at once, in a process of their own: each asks again as soon as it was answered.

Run with host:port, path, a Cookie header, the number of clients and seconds; prints JSON.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from time import monotonic, perf_counter


def ask(address: str, path: str, cookie: str, seconds: float) -> list[float]:
    """Ask for a page again and again; return how many milliseconds each answer took."""
    connection = HTTPConnection(address, timeout=30)
    end = monotonic() + seconds
    times: list[float] = []
    while monotonic() < end:
        started = perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        response.read()
        if response.status != 200:  # noqa: PLR2004 - the status of a page that is there
            raise RuntimeError(f"{path} answered {response.status}")
        times.append((perf_counter() - started) * 1000)
    connection.close()
    return times


def main() -> None:
    """Ask with all clients at once, and print every time taken."""
    address, path, cookie, clients, seconds = sys.argv[1:]
    number = int(clients)
    with ThreadPoolExecutor(number) as pool:
        asked = [pool.submit(ask, address, path, cookie, float(seconds)) for _ in range(number)]
        times = [time for one in asked for time in one.result()]
    sys.stdout.write(json.dumps(times))


if __name__ == "__main__":
    main()
