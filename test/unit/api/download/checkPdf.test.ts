import fc from 'fast-check';
import { checkPdf } from '../../../../nodes/IspringLearn/api/download/checkPdf';

const PDF = Buffer.concat([
	Buffer.from('%PDF-1.7\n'),
	Buffer.alloc(5000, 7),
	Buffer.from('\n%%EOF\n'),
]);

/** A file in chunks of these lengths. */
async function* inChunks(file: Buffer, lengths: readonly number[]) {
	let at = 0;
	for (const length of [...lengths, file.length]) {
		yield await Promise.resolve(file.subarray(at, at + length));
		at += length;
	}
}

async function check(
	file: Buffer,
	{
		lengths = [],
		length = null,
		max,
	}: { lengths?: number[]; length?: number | null; max?: number },
): Promise<Buffer> {
	const passed: Buffer[] = [];
	const bytes = checkPdf(inChunks(file, lengths), { host: 'files.example.com', length }, max);
	for await (const chunk of bytes) passed.push(chunk);
	return Buffer.concat(passed);
}

it('passes the bytes on, however they are cut into chunks', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(3000), { maxLength: 8 }), async (lengths) => {
			expect((await check(PDF, { lengths, length: PDF.length })).equals(PDF)).toBe(true);
		}),
	);
});

it('finds the start within the first 1,024 bytes, and the end within the last', async () => {
	const around = Buffer.concat([Buffer.alloc(900, 1), PDF, Buffer.alloc(900, 1)]);
	expect((await check(around, { lengths: [10, 500] })).equals(around)).toBe(true);
});

it('passes a whole file on if the announced length is that of the compressed bytes', async () => {
	expect((await check(PDF, { length: PDF.length + 30 })).equals(PDF)).toBe(true);
});

it('takes every shorter file for incomplete or for something else', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(PDF.length - 7), async (bytes) => {
			await expect(check(PDF.subarray(0, bytes), {})).rejects.toThrow(/incomplete|notThisFile/);
			await expect(check(PDF.subarray(0, bytes), { length: PDF.length })).rejects.toThrow(
				/incomplete/,
			);
		}),
	);
});

it.each([
	['a web page', Buffer.from('<html>Sign in</html>'), { isWebPage: true }],
	['other bytes', Buffer.alloc(2000, 1), { isWebPage: false }],
])('rejects %s before anything is passed on', async (_name, file, data) => {
	const checked = checkPdf(inChunks(file, []), { host: 'files.example.com', length: null });
	await expect(checked.next()).rejects.toMatchObject({ reason: 'notThisFile', data });
});

it('rejects a file that is too large, whether or not its length was announced', async () => {
	const reason = 'fileTooLarge';
	await expect(check(PDF, { max: 0.001 })).rejects.toMatchObject({ reason });
	await expect(check(PDF, { max: 0.001, length: PDF.length })).rejects.toMatchObject({ reason });
});
