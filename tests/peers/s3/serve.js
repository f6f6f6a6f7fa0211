// SPDX-License-Identifier: Apache-2.0
// An S3 service with one bucket, "pages", on a free port of 127.0.0.1, which it says on standard output. Ends with its
// standard input. `node --openssl-legacy-provider serve.js FOLDER [PORT] [KEY.pem CERTIFICATE.pem]`: s3rver encrypts
// the places of its listings with DES. It does not check signatures of version 4: that is done here.
"use strict";
const crypto = require("crypto");
const fs = require("fs");
const http = require("http");
const https = require("https");
const S3rver = require("s3rver");

const secret = "S3RVER";
const hmac = (key, text) => crypto.createHmac("sha256", key).update(text).digest();

function isSigned(request) {
  const form = /^AWS4-HMAC-SHA256 Credential=S3RVER\/((\d{8})\/([^/]+)\/s3\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, scope, day, region, names, given] = form.exec(request.headers.authorization || "") || [];
  const time = request.headers["x-amz-date"] || "";
  if (!given || !time.startsWith(day) || !names.split(";").includes("host")) return false;
  const [path, query = ""] = request.url.split("?");
  const lines = names.split(";").map((name) => `${name}:${(request.headers[name] || "").trim()}\n`);
  const canonical = [request.method, path, query.split("&").sort().join("&"), lines.join(""), names,
    request.headers["x-amz-content-sha256"]].join("\n");
  const digest = crypto.createHash("sha256").update(canonical).digest("hex");
  const key = [day, region, "s3", "aws4_request"].reduce(hmac, "AWS4" + secret);
  return hmac(key, ["AWS4-HMAC-SHA256", time, scope, digest].join("\n")).toString("hex") === given;
}

async function main([folder, port, key, certificate]) {
  const service = new S3rver({ silent: true, directory: folder, configureBuckets: [{ name: "pages" }] });
  await service.configureBuckets();
  const answer = service.callback();
  const guarded = (request, response) => {
    if (isSigned(request)) return answer(request, response);
    request.resume().on("end", () => response.writeHead(403, { connection: "close" }).end());
  };
  const server = key
    ? https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(certificate) }, guarded)
    : http.createServer(guarded);
  server.listen(Number(port || 0), "127.0.0.1", () => console.log(server.address().port));
}

main(process.argv.slice(2));
process.stdin.on("end", () => process.exit(0)).resume();
