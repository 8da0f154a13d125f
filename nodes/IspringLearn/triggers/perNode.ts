/** Values that a trigger keeps in its process. */
import type { IPollFunctions } from 'n8n-workflow';

/** What n8n passes to every function of a node. */
export type NodeContext = Pick<IPollFunctions, 'getNode' | 'getWorkflow'>;

/** Identifies a node among all nodes of a process. */
export const nodeKeyOf = (context: NodeContext): string =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

/** A value for each trigger in this n8n process. */
export class PerNode<T> {
	private readonly byNode = new Map<string, T>();

	get(context: NodeContext): T | null {
		return this.byNode.get(nodeKeyOf(context)) ?? null;
	}

	set(context: NodeContext, value: T | null): void {
		if (value === null) this.byNode.delete(nodeKeyOf(context));
		else this.byNode.set(nodeKeyOf(context), value);
	}
}
