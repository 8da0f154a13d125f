/**
 * A home in which commands of the documents are run exactly as written. Beyond them nothing is installed
 * from the network: git clones this checkout, npm installs the packed tarball and lends the libraries
 * of this checkout, and a container is a folder.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { basicEnv } from '../../support/environment';
import { runOrThrow } from '../../support/run';
import { PACKAGE_NAME, packPackage, ROOT } from '../../support/package';

/** The blocks of commands in a document, in order, without comments. */
export function commandBlocks(file: string): string[][] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) =>
		block
			.split('\n')
			.map((line) => line.replace(/\s+#.*$/, '').trim())
			.filter((line) => line !== ''),
	);
}

const NPM = `#!/bin/sh
if [ -f package-lock.json ] && [ ! -e node_modules ]; then
	ln -s '${ROOT}/node_modules' node_modules
	touch -d 2000-01-01 package-lock.json
fi
for word do
	shift
	[ "$word" = '${PACKAGE_NAME}' ] && word=$TARBALL_OF_THIS
	set -- "$@" "$word"
done
PATH=$PATH_OF_THIS exec npm "$@"
`;

const DOCKER = `#!/bin/sh
echo "docker $*" >> "$HOME/docker.log"
[ "$1" = restart ] && exit 0
[ "$1 $2 $3 $4 $5 $6" = 'exec -u node n8n sh -c' ] || exit 1
HOME="$HOME/container" exec sh -c "$7"
`;

export class ShellSession {
	private constructor(
		readonly home: string,
		private readonly env: Record<string, string>,
	) {}

	static async open(): Promise<ShellSession> {
		const home = mkdtempSync(join(tmpdir(), 'readme-'));
		const bin = join(home, 'bin');
		for (const folder of [bin, join(home, 'container')]) mkdirSync(folder);
		for (const [name, text] of Object.entries({ npm: NPM, docker: DOCKER })) {
			writeFileSync(join(bin, name), text);
			chmodSync(join(bin, name), 0o755);
		}
		const env = basicEnv();
		const path = env.PATH;
		return new ShellSession(home, {
			...env,
			HOME: home,
			PATH: `${bin}${delimiter}${path}`,
			PATH_OF_THIS: path,
			TARBALL_OF_THIS: await packPackage(home),
			NPM_CONFIG_CACHE: join(home, 'npm'),
			GIT_CONFIG_COUNT: '1',
			GIT_CONFIG_KEY_0: `url.${ROOT}.insteadOf`,
			GIT_CONFIG_VALUE_0: `https://github.com/${PACKAGE_NAME}/${PACKAGE_NAME}.git`,
		});
	}

	/** Runs commands one after another in a shell, and returns their output. */
	async run(commands: readonly string[], folder = '.'): Promise<string> {
		const cwd = join(this.home, folder);
		return await runOrThrow('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
			cwd,
			env: this.env,
		});
	}

	remove(): void {
		rmSync(this.home, { recursive: true, force: true });
	}
}
