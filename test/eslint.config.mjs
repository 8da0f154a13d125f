/** n8n's rules, less those for code that runs on n8n Cloud: nothing in this folder is shipped. */
import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

export default [
	...configWithoutCloudSupport,
	{ rules: { '@n8n/community-nodes/no-dangerous-functions': 'off' } },
];
