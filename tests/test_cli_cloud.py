"""Letters that go to an object store: a local S3 server stands for any that fsspec reaches."""

import logging

import pytest

from batches import GUARANTEE, LETTERS, assert_sound
from command import run
from letters.reading.sample import make_workspace
from letters.register.issued import list_issued

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
FEW = GUARANTEE.replace("--all", "snegir kedr orlova") + " --out s3://letters/2026"


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(server, monkeypatch):
    import boto3

    settings = {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "anna", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "eu-south-2", "LETTERS_LANG": "en",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    bucket = boto3.resource("s3").Bucket("letters")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-south-2"})
    yield bucket
    bucket.objects.delete()
    bucket.delete()


@pytest.fixture
def firm(tmp_path, monkeypatch):
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    return tmp_path / "firm"


def keys(bucket):
    return sorted(each.key for each in bucket.objects.all())


def test_letters_go_to_the_bucket_and_the_register_keeps_their_addresses(firm, bucket, capsys):
    result = run(capsys, f"{GUARANTEE} --out s3://letters/2026/")
    assert result.status == 0, result.out + result.err
    assert len(keys(bucket)) == LETTERS
    issued = assert_sound(firm, LETTERS)
    assert [file.path for file in issued[0].files] == [
        "s3://letters/2026/GL-2026-0001 Гарантийное письмо ООО «Снегирь-Маркет».docx"
    ]
    assert not (firm / "out").exists()
    again = run(capsys, f"{GUARANTEE} --out s3://letters/2026/")
    assert f"unchanged {LETTERS}" in again.err


def test_an_object_that_is_lost_or_changed_is_noticed_and_made_again(firm, bucket, capsys):
    assert run(capsys, FEW).status == 0
    first, second, _ = keys(bucket)
    before = bucket.Object(first).get()["Body"].read()
    bucket.Object(first).delete()
    bucket.Object(second).put(Body=b"somebody wrote over it")
    checked = run(capsys, "register check")
    assert "the file is missing" in checked.err
    assert "the file is not the one that was issued" in checked.err
    bucket.Object(second).delete()
    assert run(capsys, FEW).status == 0
    assert bucket.Object(first).get()["Body"].read() == before
    assert_sound(firm, 3)


def test_bundles_go_there_too(firm, bucket, capsys):
    result = run(capsys, f"{FEW} --format pdf --combine --zip")
    assert result.status == 0, result.out + result.err
    bundles = [key for key in keys(bucket) if "GL-" not in key]
    assert [key.rpartition(".")[2] for key in bundles] == ["pdf", "zip"]
    assert f"s3://letters/{bundles[0]}" in result.err


def test_what_is_there_already_is_not_overwritten(firm, bucket, capsys):
    name = "2026/GL-2026-0001 Гарантийное письмо ООО «Снегирь-Маркет».docx"
    bucket.Object(name).put(Body=b"somebody's own")
    result = run(capsys, FEW)
    assert result.status == 1
    assert "there is already a file" in result.out
    assert bucket.Object(name).get()["Body"].read() == b"somebody's own"


def test_a_bucket_that_is_not_there_takes_no_number(firm, bucket, capsys):
    result = run(capsys, FEW.replace("s3://letters", "s3://nowhere"))
    assert result.status == 1
    assert "s3://nowhere/2026" in result.out
    assert list_issued(firm / "register.sqlite") == ()
    assert run(capsys, FEW).status == 0
    assert_sound(firm, 3)


def test_a_store_that_does_not_answer_is_named(firm, bucket, capsys, monkeypatch):
    assert run(capsys, FEW).status == 0

    def silent(*_, **__):
        raise ConnectionError("no route")

    monkeypatch.setattr("s3fs.core.S3FileSystem._info", silent)
    result = run(capsys, FEW)
    assert result.status == 1
    assert "s3://letters/2026 cannot be reached: no route" in result.err
    assert not result.out  # nobody waits for each letter
    monkeypatch.setattr("letters.cli.run.exists", lambda _: False)  # it answered once
    result = run(capsys, FEW)
    assert result.status == 1
    assert "cannot be looked for: no route" in result.out
