/** Reads the parts of a path that a template such as `/user/{userId}/v2` names; undefined if it does not match. */
export type PathMatcher = (path: string) => Readonly<Record<string, string>> | undefined;

export function pathMatcher(template: string): PathMatcher {
	const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
	return (path) => {
		const found = pattern.exec(path);
		return found === null ? undefined : { ...found.groups };
	};
}
