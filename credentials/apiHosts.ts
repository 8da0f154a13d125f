/** The hosts that iSpring runs, as the credential offers them (iSpring's help pages on its API). */
export const API_HOSTS = [
	{
		name: 'Global',
		value: 'https://api-learn.ispringlearn.com',
		description: 'For accounts at ispringlearn.com. API: api-learn.ispringlearn.com.',
	},
	{
		name: 'Global (New Customers)',
		value: 'https://api-learn.ispring.com',
		description: 'For accounts at ispring.com. API: api-learn.ispring.com.',
	},
	{
		name: 'EU',
		value: 'https://api-learn.ispringlearn.eu',
		description: 'For accounts at ispringlearn.eu. API: api-learn.ispringlearn.eu.',
	},
	{
		name: 'EU (New Customers)',
		value: 'https://api-learn.ispring.eu',
		description: 'For accounts at ispring.eu. API: api-learn.ispring.eu.',
	},
	{
		name: 'Russia',
		value: 'https://api-learn.ispringlearn.ru',
		description: 'For accounts at ispringlearn.ru. API: api-learn.ispringlearn.ru.',
	},
] as const;
