/** The positions of a workflow's nodes on the canvas. */
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

function boxOf({ name, type, position: [left, top], parameters }: INode): Box {
	const { width, height } =
		type === STICKY_NOTE
			? { width: Number(parameters.width), height: Number(parameters.height) }
			: { ...NODE, width: type.endsWith('.agent') ? AGENT_WIDTH : NODE.width };
	return { name, left, top, right: left + width, bottom: top + height };
}

/** Pairs of nodes that overlap. */
export function overlaps(nodes: readonly INode[]): string[] {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((one, i) =>
		boxes
			.slice(i + 1)
			.filter(
				(two) =>
					one.left < two.right &&
					two.left < one.right &&
					one.top < two.bottom &&
					two.top < one.bottom,
			)
			.map((two) => `${one.name} and ${two.name}`),
	);
}
