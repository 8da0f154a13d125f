/** A stand-in for the npm registry that has one package: the tarball under test. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PACKAGE_NAME, ROOT, readManifest } from '../../support/package';
import type { StandIn } from './proxy';

export class Registry implements StandIn {
	readonly host = 'registry.npmjs.org';
	readonly version = readManifest(ROOT).version;
	/** The checksum of the tarball, in npm's form. */
	readonly checksum: string;
	private readonly tarball: Buffer;

	constructor(tarball: string) {
		this.tarball = readFileSync(tarball);
		this.checksum = `sha512-${createHash('sha512').update(this.tarball).digest('base64')}`;
	}

	async respond({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
		const file = `/${PACKAGE_NAME}/-/package.tgz`;
		const dist = { tarball: `https://${this.host}${file}`, integrity: this.checksum };
		const manifest = { name: PACKAGE_NAME, version: this.version, dist };
		const versions = { [this.version]: manifest };
		const answers: Readonly<Record<string, object>> = {
			[`/${PACKAGE_NAME}`]: {
				name: PACKAGE_NAME,
				versions,
				'dist-tags': { latest: this.version },
			},
			[`/${PACKAGE_NAME}/${this.version}`]: manifest,
		};
		if (url === file) return void response.end(this.tarball);
		response.writeHead(url in answers ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answers[url] ?? { error: 'Not found' }));
	}
}
