/** A ZIP file, written while its content arrives. */
import type { AsyncFlateStreamHandler, ZipInputFile } from 'fflate';
import { Zip } from 'fflate';
import { awaitedLater } from '../../api/awaitedLater';

/** ZIP's number for Deflate. */
const DEFLATE = 8;

/** What gzip writes around the compressed bytes (RFC 1952, section 2.3), in bytes. */
const GZIP_HEADER = 10;
const GZIP_TRAILER = 8;

/**
 * A file in the ZIP file. The platform compresses it outside the thread of JavaScript, in a third of the time of
 * a library. It compresses as gzip, because only that comes with a CRC-32.
 */
class ZipEntry implements ZipInputFile {
	compression = DEFLATE;
	size = 0;
	crc = 0;
	/** fflate's handler for the compressed bytes. */
	ondata!: AsyncFlateStreamHandler;
	private readonly gzip = new CompressionStream('gzip');
	private readonly writer = this.gzip.writable.getWriter();
	private readonly forwarded = awaitedLater(this.forward());
	private accepted = Promise.resolve();

	constructor(readonly filename: string) {}

	/** Compresses a part. Resolves when the part before it is compressed, so that two are in memory at most. */
	async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
		await this.accepted;
		this.size += bytes.length;
		this.accepted = awaitedLater(this.writer.write(bytes));
	}

	async close(): Promise<void> {
		await this.accepted;
		await this.writer.close();
		await this.forwarded;
	}

	/** Passes on what is between the header and the trailer, which begins with the CRC-32. */
	private async forward(): Promise<void> {
		const reader = this.gzip.readable.getReader();
		let held = Buffer.alloc(0);
		let header = GZIP_HEADER;
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			const bytes = Buffer.concat([held, part.value]);
			const end = Math.max(bytes.length - GZIP_TRAILER, 0);
			const start = Math.min(header, end);
			if (start < end) this.ondata(null, bytes.subarray(start, end), false);
			header -= start;
			held = bytes.subarray(end);
		}
		this.crc = held.readUInt32LE();
		this.ondata(null, new Uint8Array(), true);
	}
}

/** Writes files one after another. */
export class ZipWriter {
	private readonly ready: Uint8Array[] = [];
	private readonly zip = new Zip((error, bytes) => {
		if (error) throw error;
		this.ready.push(bytes);
		this.length += bytes.length;
	});
	/** The bytes so far. */
	length = 0;

	/** Begins a file. Close it before the next. */
	open(path: string): ZipEntry {
		const entry = new ZipEntry(path);
		this.zip.add(entry);
		return entry;
	}

	/** Writes the list of files. */
	end(): void {
		this.zip.end();
	}

	/** Takes the bytes that are ready. */
	take(): Buffer {
		return Buffer.concat(this.ready.splice(0));
	}
}

export type { ZipEntry };
