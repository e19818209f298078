"""The server we bring along starts anywhere, serves one product at a time, and leaves nothing running."""

import os
import pwd
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.kit.db.processes import HOLDER, data_folder, holding, is_running, wait_until
from voicetodo.kit.db import AlreadyRunning, EmbeddedPostgres, StartFailed, binaries, cluster, find_running
from voicetodo.kit.db.account import Account, account_for_server
from voicetodo.kit.db.postmaster import find_postmaster


@pytest.fixture
def folder() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


class TestStart:
    async def test_offers_a_database_as_we_want_it(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as server:
            connection = await asyncpg.connect(server.url)
            encoding, checksums, collation, tcp = (
                await connection.fetchval("show server_encoding"),
                await connection.fetchval("show data_checksums"),
                await connection.fetchval("select datlocale from pg_database where datname = current_database()"),
                await connection.fetchval("show listen_addresses"),
            )
            await connection.close()

        assert (encoding, checksums, collation, tcp) == ("UTF8", "on", "C.UTF-8", "")

    async def test_keeps_what_was_written_from_one_start_to_the_next(self, folder: Path) -> None:
        for sql in ("create table kept as select 42 as answer", "update kept set answer = answer + 1"):
            with EmbeddedPostgres(folder) as server:
                connection = await asyncpg.connect(server.url)
                await connection.execute(sql)
                answer = await connection.fetchval("select answer from kept")
                await connection.close()

        assert answer == 43

    def test_a_path_too_long_for_a_socket_will_do(self, folder: Path) -> None:
        with EmbeddedPostgres(folder / ("long" * 25)) as server:
            assert server.is_ready

    async def test_on_a_port_it_asks_for_the_password(self, folder: Path, unused_tcp_port: int) -> None:
        with EmbeddedPostgres(folder, port=unused_tcp_port) as server:
            connection = await asyncpg.connect(server.tcp_url)
            await connection.close()
            with pytest.raises(asyncpg.InvalidPasswordError):
                await asyncpg.connect(server.tcp_url, password="guessed")

    def test_a_setting_that_will_not_do_is_told(self, folder: Path) -> None:
        with pytest.raises(StartFailed, match="shared_buffers"):
            EmbeddedPostgres(folder, settings={"shared_buffers": "plenty"}).start()

    def test_a_failed_start_leaves_the_folder_free(self, folder: Path) -> None:
        with pytest.raises(StartFailed):
            EmbeddedPostgres(folder, settings={"shared_buffers": "plenty"}).start()

        with EmbeddedPostgres(folder) as server:
            assert server.is_ready


class TestSecondInstance:
    def test_is_told_in_a_sentence_who_is_there(self, folder: Path) -> None:
        with holding(folder) as (holder, _):
            second = subprocess.run(  # noqa: S603 - ourselves
                [sys.executable, HOLDER, folder], check=False, capture_output=True, text=True, timeout=20
            )

        assert second.returncode != 0
        assert f"Another Voice Todo (process {holder.pid}) is already running on the data in {folder}" in second.stderr
        assert "Traceback" not in second.stderr

    def test_in_the_same_process_is_refused_too(self, folder: Path) -> None:
        with EmbeddedPostgres(folder), pytest.raises(AlreadyRunning):
            EmbeddedPostgres(folder).start()

    async def test_may_ask_for_the_address_of_the_first(self, folder: Path) -> None:
        with holding(folder):
            url = find_running(folder)
            assert url is not None
            connection = await asyncpg.connect(url)
            await connection.close()

        wait_until(lambda: find_running(folder) is None)


class TestStop:
    def test_leaves_no_process(self, folder: Path) -> None:
        server = EmbeddedPostgres(folder)
        server.start()
        pid = server.pid
        assert pid is not None

        server.stop()

        assert not is_running(pid)
        assert server.pid is None

    def test_may_be_repeated(self, folder: Path) -> None:
        server = EmbeddedPostgres(folder)
        server.stop()
        server.start()
        server.stop()
        server.stop()

        assert not server.is_ready


class TestOrphan:
    def test_a_server_left_by_an_earlier_run_is_stopped_and_replaced(self, folder: Path) -> None:
        with EmbeddedPostgres(folder):
            pass
        account = account_for_server()
        orphan = subprocess.Popen(  # noqa: S603 - our own server
            [binaries.programs(account) / "postgres", "-D", folder / "cluster", "-k", folder / "socket", "-h", ""],
            stderr=subprocess.DEVNULL,
            user=account.uid if account.is_other else None,
            group=account.gid if account.is_other else None,
            extra_groups=[] if account.is_other else None,
        )
        wait_until(lambda: (found := find_postmaster(folder / "cluster")) is not None and found.is_ready)

        with EmbeddedPostgres(folder) as server:
            assert server.pid != orphan.pid
            assert orphan.wait(timeout=20) == 0

    def test_a_file_that_names_somebody_else_s_process_is_forgotten(self, folder: Path) -> None:
        with EmbeddedPostgres(folder):
            pass
        text = f"{os.getpid()}\n{folder}/cluster\n1\n5432\n{folder}/socket\n\n1 1\nready\n"
        (folder / "cluster" / "postmaster.pid").write_text(text)

        with EmbeddedPostgres(folder) as server:
            assert server.is_ready


class TestAccount:
    def test_the_server_never_runs_as_root(self, folder: Path) -> None:
        with EmbeddedPostgres(folder) as server:
            owner = Path(f"/proc/{server.pid}").stat().st_uid

        assert owner != 0

    def test_an_ordinary_user_can_run_it(self, folder: Path) -> None:
        """Where the tests run as root, a child becomes `nobody` first."""
        somebody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if somebody:
            os.chown(folder.parent, somebody.pw_uid, somebody.pw_gid)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # this child starts only threads of its own
            child = os.fork()
        if child == 0:
            os._exit(_run_as(somebody, folder))

        _, status = os.waitpid(child, 0)

        assert os.waitstatus_to_exitcode(status) == 0
        assert (folder / "cluster" / "PG_VERSION").stat().st_uid == (somebody.pw_uid if somebody else os.geteuid())

    def test_programs_out_of_its_reach_are_copied(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir(mode=0o755)
        monkeypatch.setattr(binaries, "_CACHE", folder)
        monkeypatch.setattr(Account, "can_reach", lambda _self, path: path.is_relative_to(folder))

        found = binaries.programs(account_for_server())

        assert found.is_relative_to(folder)
        assert binaries.programs(account_for_server()) == found

    def test_data_out_of_its_reach_lives_elsewhere_and_stays_there(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cluster, "_ELSEWHERE", folder / "var")
        closed = folder / "closed" / "data"
        closed.mkdir(parents=True)
        closed.parent.chmod(0o700)
        stranger = Account(name="stranger", uid=os.geteuid() + 4242, gid=os.getegid() + 4242, is_other=True)

        home = cluster.home_of(closed, stranger)

        assert home.is_relative_to(folder / "var")
        assert cluster.home_of(closed, stranger) == home
        shutil.rmtree(closed)
        closed.mkdir()
        assert cluster.home_of(closed, stranger) != home


def _run_as(somebody: pwd.struct_passwd | None, folder: Path) -> int:
    if somebody:
        os.setgroups([])
        os.setgid(somebody.pw_gid)
        os.setuid(somebody.pw_uid)
        if not os.access(sys.executable, os.X_OK):  # a Python in root's home
            sys.executable = shutil.which("python3", path="/usr/local/bin:/usr/bin") or sys.executable
    try:
        with EmbeddedPostgres(folder) as server:
            return 0 if server.is_ready else 1
    except BaseException as error:  # noqa: BLE001 - must not return into pytest
        sys.stderr.write(f"{error!r}\n")
        return 2
