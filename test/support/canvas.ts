/** The positions of a workflow's nodes on the canvas: what covers what. */
import type { INode } from 'n8n-workflow';

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The size of a node with its name and the line below it. An agent is wider. */
const NODE = { width: 96, height: 96 + 48 };
const AGENT_WIDTH = 224;
/** A node with more than two inputs is taller. */
const INPUT_HEIGHT = 32;

/** A small screen, as the canvas shows it between the bars of the editor, and the Execute button at its bottom. */
const VIEW = { width: 1080, height: 600 };
const BUTTON_HEIGHT = 80;
/** n8n leaves a margin when it fits a workflow into the screen, and never enlarges it. */
const FITTED = 0.9;

/** How n8n draws the text of a note, measured in the editor. */
const TEXT = { padding: 16, line: 19, character: 6.6, gap: 10 };

export const isNote = ({ type }: Pick<INode, 'type'>): boolean => type === STICKY_NOTE;

/** The note that explains the whole workflow. The others are frames around nodes. */
export const isMainNote = (node: INode): boolean =>
	isNote(node) && String(node.parameters.content).includes('### How it works');

function boxOf({ name, type, position: [left, top], parameters }: INode): Box {
	const { width, height } =
		type === STICKY_NOTE
			? { width: Number(parameters.width), height: Number(parameters.height) }
			: {
					width: type.endsWith('.agent') ? AGENT_WIDTH : NODE.width,
					height:
						NODE.height + INPUT_HEIGHT * Math.max(0, Number(parameters.numberInputs ?? 2) - 2),
				};
	return { name, left, top, right: left + width, bottom: top + height };
}

const overlap = (one: Box, two: Box): boolean =>
	one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

const contains = (outer: Box, inner: Box): boolean =>
	outer.left <= inner.left &&
	outer.top <= inner.top &&
	inner.right <= outer.right &&
	inner.bottom <= outer.bottom;

/** The height of a note's text: its lines, wrapped, and a gap around each block. */
export function textHeight({ parameters }: INode): number {
	const perLine = (Number(parameters.width) - 2 * TEXT.padding) / TEXT.character;
	return String(parameters.content)
		.split('\n')
		.map((line) => {
			const shown = line.replace(/\]\([^)]*\)/g, '').replace(/\*\*/g, '');
			const heading = /^#+ /.test(shown);
			const lines = Math.ceil((shown.length * (heading ? 1.4 : 1)) / perLine);
			return lines * TEXT.line + (heading ? TEXT.gap * 2 : 0);
		})
		.reduce((sum, height) => sum + height, 2 * TEXT.padding);
}

/** What is wrong with the places of nodes and notes. Empty for a tidy canvas. */
export function findUntidy(nodes: readonly INode[]): string[] {
	const steps = nodes.filter((node) => !isNote(node));
	const frames = nodes.filter((node) => isNote(node) && !isMainNote(node));
	const mains = nodes.filter(isMainNote);
	return [
		...pairs([...mains, ...frames]).map(([a, b]) => `${a} overlaps ${b}`),
		...pairs([...mains, ...steps]).map(([a, b]) => `${a} overlaps ${b}`),
		...steps.flatMap((step) => placeOf(step, frames)),
		...nodes
			.filter(isNote)
			.filter(clipsText)
			.map(({ name }) => `${name} is too low for its text`),
		...underButton(nodes),
	];
}

function pairs(nodes: readonly INode[]): Array<[string, string]> {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((one, i) =>
		boxes
			.slice(i + 1)
			.filter((two) => overlap(one, two))
			.map((two): [string, string] => [one.name, two.name]),
	);
}

/** A node is in one frame, below its text, or in none. */
function placeOf(step: INode, frames: readonly INode[]): string[] {
	const box = boxOf(step);
	return frames
		.filter((frame) => overlap(boxOf(frame), box))
		.flatMap((frame) => {
			if (!contains(boxOf(frame), box)) return [`${step.name} crosses the edge of ${frame.name}`];
			const below = box.top - boxOf(frame).top;
			return below < textHeight(frame) ? [`${step.name} covers the text of ${frame.name}`] : [];
		});
}

const clipsText = (note: INode): boolean => Number(note.parameters.height) < textHeight(note);

/** The nodes that the Execute button covers when n8n fits the workflow into a small screen. */
function underButton(nodes: readonly INode[]): string[] {
	const boxes = nodes.map(boxOf);
	const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
	const right = Math.max(...boxes.map((box) => box.right));
	const bottom = Math.max(...boxes.map((box) => box.bottom));
	const scale = Math.min(
		1,
		(VIEW.width / (right - left)) * FITTED,
		(VIEW.height / (bottom - top)) * FITTED,
	);
	const middle = (top + bottom) / 2;
	return nodes
		.filter((node) => !isNote(node))
		.map(boxOf)
		.filter((box) => (box.bottom - middle) * scale > VIEW.height / 2 - BUTTON_HEIGHT)
		.map(({ name }) => `${name} is under the Execute button`);
}
