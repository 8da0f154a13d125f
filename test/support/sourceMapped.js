/** Passes a built bundle to Jest with its source map, so that coverage refers to our sources. A tarball has no map. */
const fs = require('node:fs');

/** Removes inlined libraries from coverage: without their text they have no lines. */
function ownSources({ sources, sourcesContent, ...map }) {
	const text = sourcesContent.map((content, at) =>
		sources[at].includes('node_modules/') ? '' : content,
	);
	return { ...map, sources, sourcesContent: text };
}

module.exports = {
	process(code, file) {
		const map = `${file}.map`;
		if (!fs.existsSync(map)) return { code };
		return { code, map: ownSources(JSON.parse(fs.readFileSync(map, 'utf8'))) };
	},
};
