/** The hosts that iSpring runs, named by the domain of their accounts (iSpring's help pages on its API). */
export const API_HOSTS = [
	{
		name: 'ispringlearn.com (Global)',
		value: 'https://api-learn.ispringlearn.com',
		description: 'If you sign in at yourcompany.ispringlearn.com',
	},
	{
		name: 'ispring.com (Global, Newer Accounts)',
		value: 'https://api-learn.ispring.com',
		description: 'If you sign in at yourcompany.ispring.com',
	},
	{
		name: 'ispringlearn.eu (EU)',
		value: 'https://api-learn.ispringlearn.eu',
		description: 'If you sign in at yourcompany.ispringlearn.eu',
	},
	{
		name: 'ispring.eu (EU, Newer Accounts)',
		value: 'https://api-learn.ispring.eu',
		description: 'If you sign in at yourcompany.ispring.eu',
	},
	{
		name: 'ispringlearn.ru (Russia)',
		value: 'https://api-learn.ispringlearn.ru',
		description: 'If you sign in at yourcompany.ispringlearn.ru',
	},
] as const;
