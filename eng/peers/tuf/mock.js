// SPDX-License-Identifier: Apache-2.0
// mock.js PATH FILE: a repository of @tufjs/repo-mock with one target, on a free loopback port, which is printed. Runs until its standard input ends.
const fs = require('fs');
const http = require('http');
const { initializeTUFRepo, tufHandlers } = require('@tufjs/repo-mock');

const [name, file] = process.argv.slice(2);
const handlers = new Map(tufHandlers(initializeTUFRepo([{ name, content: fs.readFileSync(file) }]), {}).map(({ path, fn }) => [path, fn]));

const server = http.createServer((request, response) => {
  const { statusCode, response: body } = handlers.get(request.url)?.() ?? { statusCode: 404, response: '' };
  response.writeHead(statusCode).end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
