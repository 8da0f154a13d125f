/**
 * Runs inside n8n's process, which preloads it: `POST /` to its address collects garbage and returns the
 * megabytes that are still in use. It prints its address when n8n starts.
 */
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BYTES_PER_MEGABYTE = 2 ** 20;

function listen() {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	const server = createServer((_request, response) => {
		collect();
		const { heapUsed, external } = process.memoryUsage();
		const megabytes = (heapUsed + external) / BYTES_PER_MEGABYTE;
		response
			.writeHead(200, { 'content-type': 'application/json' })
			.end(JSON.stringify({ megabytes }));
	});
	server.listen(0, '127.0.0.1', () => {
		process.stdout.write(`probe: http://127.0.0.1:${server.address().port}\n`);
	});
	server.unref();
}

// Other processes of n8n inherit the variable that preloads this file.
if (process.argv[2] === 'start') listen();
