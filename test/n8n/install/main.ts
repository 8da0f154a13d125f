/** `npm run n8n:install`: installs the version lines of n8n that the suites need, or checks them. */
import { installN8n } from './install';
import { CURRENT, LEGACY } from './lines';

async function main(wanted: readonly string[]): Promise<void> {
	for (const line of [CURRENT, LEGACY]) {
		if (wanted.length > 0 && !wanted.includes(line.n8n)) continue;
		const { version, command } = await installN8n(line);
		process.stdout.write(`n8n ${version}: ${command}\n`);
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
