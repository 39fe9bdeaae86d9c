#!/usr/bin/env python3
"""A small, strict S3 store on loopback: it verifies every request's AWS Signature Version 4 with
hmac, the body's SHA-256 and the clock included, and answers as S3 does. Written for tests, from
Amazon's description of Signature Version 4; it shares no code with libcurl, which signs.

    s3_verifier.py --port N --data DIR --certificate PEM --key PEM --access-key ID --secret-key KEY
                   --region NAME [--conditions honoured|unknown|ignored] [--page N]

One bucket, "clinic". Objects are files below DIR by their keys; the key "a/" is the file "a/.folder".
"""
import argparse
import datetime
import hashlib
import hmac
import os
import pathlib
import ssl
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

LOCK = threading.Lock()


class Refusal(Exception):
    def __init__(self, status, code):
        super().__init__(code)
        self.status, self.code = status, code


def signature_of(secret, date, region, text):
    key = ("AWS4" + secret).encode()
    for part in (date, region, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def encoded(text, safe=""):
    return urllib.parse.quote(text, safe="-_.~" + safe)


def canonical_query(query):
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
    return "&".join(f"{encoded(k)}={encoded(v)}" for k, v in sorted(pairs))


def check_signature(options, request, path, query, body):
    given = request.headers.get("Authorization", "")
    algorithm, _, rest = given.partition(" ")
    fields = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if algorithm != "AWS4-HMAC-SHA256" or set(fields) != {"Credential", "SignedHeaders", "Signature"}:
        raise Refusal(403, "AccessDenied")
    key, date, region, service, end = fields["Credential"].split("/")
    if key != options.access_key:
        raise Refusal(403, "InvalidAccessKeyId")
    if (region, service, end) != (options.region, "s3", "aws4_request"):
        raise Refusal(400, "AuthorizationHeaderMalformed")
    at = request.headers["x-amz-date"]
    sent = datetime.datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    if not at.startswith(date) or abs(
            (datetime.datetime.now(datetime.timezone.utc) - sent).total_seconds()) > 900:
        raise Refusal(403, "RequestTimeTooSkewed")
    body_hash = hashlib.sha256(body).hexdigest()
    if request.headers.get("x-amz-content-sha256") != body_hash:
        raise Refusal(400, "XAmzContentSHA256Mismatch")
    names = fields["SignedHeaders"].split(";")
    if any(name not in request.headers for name in names):
        raise Refusal(403, "AccessDenied")
    if names != sorted(names) or not {"host", "x-amz-content-sha256", "x-amz-date"} <= set(names):
        raise Refusal(403, "AccessDenied")
    headers = "".join(f"{n}:{' '.join(request.headers[n].split())}\n" for n in names)
    canonical = "\n".join([request.command, encoded(urllib.parse.unquote(path), "/"),
                           canonical_query(query), headers, ";".join(names), body_hash])
    scope = "/".join([date, region, service, end])
    text = "\n".join([algorithm, at, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    if not hmac.compare_digest(signature_of(options.secret_key, date, region, text),
                               fields["Signature"]):
        raise Refusal(403, "SignatureDoesNotMatch")


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


class Bucket:
    def __init__(self, options):
        self.options = options
        self.root = pathlib.Path(options.data)

    def file(self, key):
        if ".." in key.split("/"):
            raise Refusal(400, "InvalidArgument")
        return self.root / (key + ".folder" if key.endswith("/") else key)

    def keys(self, prefix):
        found = []
        for folder, _, names in os.walk(self.root):
            for name in names:
                key = str((pathlib.Path(folder) / name).relative_to(self.root))
                key = key.removesuffix(".folder") if key.endswith("/.folder") else key
                if key.startswith(prefix):
                    found.append(key)
        return sorted(found)

    def list(self, wanted):
        prefix, delimiter = wanted.get("prefix", ""), wanted.get("delimiter", "")
        after = wanted.get("continuation-token", "")
        most = min(int(wanted.get("max-keys", "1000")), self.options.page)
        entries = {}  # in their order; True: a common prefix
        for key in self.keys(prefix):
            end = key.find(delimiter, len(prefix)) if delimiter else -1
            entries[key if end < 0 else key[:end + 1]] = end >= 0
        left = [name for name in entries if name > after]
        page, more = left[:most], len(left) > most
        parts = [f"<IsTruncated>{str(more).lower()}</IsTruncated>"]
        if more:
            parts.append(f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>")
        for name in page:
            parts.append(f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
                         if entries[name] else f"<Contents><Key>{escape(name)}</Key></Contents>")
        return ('<?xml version="1.0"?><ListBucketResult '
                'xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' + "".join(parts) +
                "</ListBucketResult>").encode()

    def put(self, key, body, condition):
        file = self.file(key)
        if condition and self.options.conditions == "unknown":
            raise Refusal(501, "NotImplemented")
        if condition == "*" and self.options.conditions == "honoured" and file.exists():
            raise Refusal(412, "PreconditionFailed")
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(file.name + ".half")
        half.write_bytes(body)
        half.rename(file)

    def answer(self, request, path, query, body):
        wanted = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        bucket, _, key = urllib.parse.unquote(path).lstrip("/").partition("/")
        if bucket != "clinic":
            raise Refusal(404, "NoSuchBucket")
        if request.command == "GET" and not key:
            if wanted.get("list-type") != "2":
                raise Refusal(400, "InvalidArgument")
            return 200, self.list(wanted)
        if request.command == "PUT":
            self.put(key, body, request.headers.get("If-None-Match"))
            return 200, b""
        if request.command == "GET":
            if not self.file(key).is_file():
                raise Refusal(404, "NoSuchKey")
            return 200, self.file(key).read_bytes()
        if request.command == "DELETE":
            self.file(key).unlink(missing_ok=True)
            return 204, b""
        raise Refusal(405, "MethodNotAllowed")


def handler(options):
    bucket = Bucket(options)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def serve(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path, _, query = self.path.partition("?")
            try:
                check_signature(options, self, path, query, body)
                with LOCK:
                    status, content = bucket.answer(self, path, query, body)
            except Refusal as refusal:
                status = refusal.status
                content = f"<?xml version=\"1.0\"?><Error><Code>{refusal.code}</Code></Error>".encode()
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if status != 204:
                self.wfile.write(content)

        do_GET = do_PUT = do_DELETE = do_POST = serve

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser()
    for name in ("port", "data", "certificate", "key", "access-key", "secret-key", "region"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--conditions", default="honoured")
    parser.add_argument("--page", type=int, default=7)
    options = parser.parse_args()
    server = Server(("127.0.0.1", int(options.port)), handler(options))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)
    # The handshake is the connection's own: one that says nothing holds up nobody else.
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)
    server.serve_forever()


if __name__ == "__main__":
    main()
