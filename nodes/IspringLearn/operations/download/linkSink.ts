import type { LinkSink } from './linkRouting';

/** One item with the link. */
export const linkSink: LinkSink = async ({ account: { context }, id, requestLink }) => ({
	json: { url: await requestLink(), ...id },
	pairedItem: { item: context.getItemIndex() },
});
