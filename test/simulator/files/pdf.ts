import { mix } from '../world/mix';

/** A small PDF file with one page, and with bytes that no text has. The same number gives the same file. */
export function pdfOf(index: number, title: string): Buffer {
	const noise = Buffer.from(Array.from({ length: 20_000 }, (_, at) => mix(index, at) & 0xff));
	const page = `BT /F1 24 Tf 72 720 Td (${title.replace(/[()\\]/g, '')}) Tj ET`;
	return Buffer.concat([
		Buffer.from(
			[
				'%PDF-1.4\n%\xe2\xe3\xcf\xd3',
				'1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
				'2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj',
				'3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>\nendobj',
				`4 0 obj\n<< /Length ${page.length} >>\nstream\n${page}\nendstream\nendobj`,
				`5 0 obj\n<< /Length ${noise.length} >>\nstream\n`,
			].join('\n'),
			'latin1',
		),
		noise,
		Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n', 'latin1'),
	]);
}
