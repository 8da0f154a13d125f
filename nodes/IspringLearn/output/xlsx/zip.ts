/** A ZIP file, written while its content arrives. */
import { Zip, ZipPassThrough } from 'fflate';

/** ZIP's number for Deflate. */
const DEFLATE = 8;

/**
 * A file in the ZIP file. The platform compresses it outside the thread of JavaScript, in a third of the time of
 * a library. fflate counts and checks it.
 */
class ZipEntry extends ZipPassThrough {
	compression = DEFLATE;
	private readonly deflate = new CompressionStream('deflate-raw');
	private readonly writer = this.deflate.writable.getWriter();
	private readonly forwarded = this.forward();

	/** Compresses a part. Resolves when the next part can come. */
	async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
		this.push(bytes);
		await this.writer.write(bytes);
	}

	async close(): Promise<void> {
		const nothing = new Uint8Array();
		this.push(nothing, true);
		await this.writer.close();
		await this.forwarded;
		this.ondata(null, nothing, true);
	}

	/** Overrides what `push` writes after it has counted a part: the compressed bytes are not ready yet. */
	protected process(): void {}

	private async forward(): Promise<void> {
		const reader = this.deflate.readable.getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			this.ondata(null, part.value as Uint8Array<ArrayBuffer>, false);
		}
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
