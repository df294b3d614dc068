"""A real Spark cluster on this machine: a master, two workers and a Spark Connect server, each a process of its own."""

import contextlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = ROOT / ".venv-spark"
JAVA = (Path("/usr/lib/jvm/java-17-openjdk-amd64"), Path("/usr/lib/jvm/java-17-openjdk-arm64"))
_READY_SECONDS = 120


def why_not() -> str:
    """What is missing for a cluster; empty where nothing is."""
    if not _java().is_dir():
        return "needs Java 17 (Debian: openjdk-17-jre-headless)"
    if not list(ENVIRONMENT.glob("lib/python3*/site-packages/pyspark")):
        return "needs the Spark server (make spark)"
    return ""


def python() -> Path:
    """The Python that has PySpark, for a client."""
    return ENVIRONMENT / "bin" / "python"


@contextlib.contextmanager
def cluster(*, memory: str = "1g") -> Iterator[str]:
    """Start the cluster, give the address of its Spark Connect server, and end every process afterwards.

    Raises RuntimeError with the end of the log where it does not come up.
    """
    home = next(ENVIRONMENT.glob("lib/python3*/site-packages/pyspark"))
    master, connect = _free_port(), _free_port()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _Processes(Path(folder), home) as run,
    ):
        spark_class = str(home / "bin" / "spark-class")
        deploy = "org.apache.spark.deploy"
        run(
            spark_class,
            f"{deploy}.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(master),
            "--webui-port",
            "0",
        )
        run.wait_for(master)
        for number in (1, 2):
            run(spark_class, f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "-c", "1",
                "-m", memory, "-d", f"{folder}/worker{number}", f"spark://127.0.0.1:{master}")  # fmt: skip
        settings = {
            "spark.executor.memory": memory,
            "spark.executor.cores": "1",
            "spark.cores.max": "2",
            "spark.sql.shuffle.partitions": "4",
            "spark.ui.enabled": "false",
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": str(connect),
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
        }
        run(str(home / "bin" / "spark-submit"), "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--master", f"spark://127.0.0.1:{master}",
            *(part for name, value in settings.items() for part in ("--conf", f"{name}={value}")),
            "spark-internal")  # fmt: skip
        run.wait_for(connect)
        yield f"sc://127.0.0.1:{connect}"


class _Processes:
    """Processes with one log, all ended together."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._log = folder / "log"
        self._folder = folder
        self._environment = {
            **os.environ,
            "JAVA_HOME": str(_java()),
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "scratch"),
            "PYSPARK_PYTHON": str(python()),
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "_Processes":
        return self

    def __exit__(self, *_how: object) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def __call__(self, *command: str) -> None:
        with self._log.open("ab") as log:
            self._running.append(
                subprocess.Popen(command, stdout=log, stderr=log, env=self._environment, cwd=self._folder)
            )

    def wait_for(self, port: int) -> None:
        """Wait until something listens on the port."""
        for _attempt in range(_READY_SECONDS * 4):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if any(process.poll() is not None for process in self._running):
                break
            time.sleep(0.25)
        raise RuntimeError(self._log.read_text("utf-8", "replace")[-3000:])


def _java() -> Path:
    return next((folder for folder in JAVA if folder.is_dir()), JAVA[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
