import { SaxesParser } from 'saxes';

/** An element of a request in XML. */
export interface Element {
	name: string;
	text: string;
	children: Element[];
}

/** Parses a request: its root, whatever it is called. Throws if it is not well-formed. */
export function parseXml(text: string): Element {
	const top: Element = { name: '', text: '', children: [] };
	const open = [top];
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name }) => {
		const element = { name, text: '', children: [] };
		open[open.length - 1].children.push(element);
		open.push(element);
	});
	const append = (more: string): void => {
		open[open.length - 1].text += more;
	};
	parser.on('text', append);
	parser.on('cdata', append);
	parser.on('closetag', () => void open.pop());
	parser.write(text).close();
	return top.children[0];
}
