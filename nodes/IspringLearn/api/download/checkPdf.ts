/** Checks a stream of bytes as it passes: it must be one complete PDF file. */
import { isHtml } from '../decoder/body';
import { FileError, IncompleteFile } from './fileError';
import type { OpenFile } from './openFile';

/** Where readers look for the first and the last line of the format (ISO 32000-1, Annex H, notes 13 and 18). */
const EDGE = 1024;
const HEADER = '%PDF-';
const TRAILER = '%%EOF';

/** Maximum size of a file. A certificate has less than a megabyte. */
const MAX_MEGABYTES = 100;
const MEGABYTE = 1024 * 1024;

/**
 * Passes the bytes of a PDF file on.
 * @throws IncompleteFile if it is empty or cut off; FileError if it is something else, or too large
 */
export async function* checkPdf(
	chunks: AsyncIterable<Buffer>,
	{ host: fileHost, length }: Pick<OpenFile, 'host' | 'length'>,
	maxMegabytes = MAX_MEGABYTES,
): AsyncGenerator<Buffer> {
	const tooLarge = () => new FileError('fileTooLarge', { maxMegabytes });
	if (length !== null && length > maxMegabytes * MEGABYTE) throw tooLarge();
	let received = 0;
	// The start is held back until it is known to be that of a PDF file.
	let head: Buffer | null = Buffer.alloc(0);
	let tail: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		received += chunk.length;
		if (received > maxMegabytes * MEGABYTE) throw tooLarge();
		tail = Buffer.concat([tail, chunk.subarray(-EDGE)]).subarray(-EDGE);
		if (head === null) {
			yield chunk;
			continue;
		}
		head = Buffer.concat([head, chunk]);
		if (isPdf(head)) {
			yield head;
			head = null;
		} else if (head.length >= EDGE) {
			throw otherFile(head, fileHost);
		}
	}
	// A server may compress the file although it must not. Then the length that it announced is another one.
	if (head === null && tail.includes(TRAILER)) return;
	const isShort = length !== null && received < length;
	if (head !== null && received > 0 && !isShort) throw otherFile(head, fileHost);
	throw new IncompleteFile(received, isShort ? length : null);
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, EDGE).includes(HEADER);

const otherFile = (bytes: Buffer, fileHost: string): FileError =>
	new FileError('notThisFile', { fileHost, isWebPage: isHtml(bytes.toString('utf8').trim()) });
