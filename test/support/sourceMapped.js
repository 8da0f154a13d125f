/** Hands a built bundle to jest with its source map, so that coverage is told by our sources. A tarball brings no map. */
const fs = require('node:fs');

/** Libraries are inlined, but not ours to cover: without their text they have no lines. */
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
