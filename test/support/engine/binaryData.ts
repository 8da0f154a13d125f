/** n8n's binary data as it is kept: in memory, as the engine begins, or in files, as n8n 2 does by default. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { requireOnce } from './worker';

interface Container {
	get<T>(type: abstract new (...parts: never[]) => T): T;
}

const { Container: services } = requireOnce('@n8n/di') as {
	Container: Container;
};

/** Keeps binary data in files from now on. */
export async function keepInFiles(): Promise<void> {
	await services.get(BinaryDataService).init();
}

/** Whatever lies in the storage for files, half-written ones included, without what n8n notes of each. */
export function storedFiles(): string[] {
	const folder = services.get(BinaryDataConfig).localStoragePath;
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata'))
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter((path) => dirname(path).endsWith('binary_data'));
}

/** The bytes of an item's file. */
export async function bytesOf({ binary }: INodeExecutionData): Promise<Buffer> {
	if (!binary) throw new TypeError('The item has no file');
	return await services.get(BinaryDataService).getAsBuffer(binary.data);
}

/** The first of what comes; no more is taken. */
async function firstOf<T>(all: AsyncIterable<T>): Promise<T | undefined> {
	for await (const one of all) return one;
	return undefined;
}

/** From now on storing ends after the first bytes, as on a full disk, until the function that this gives is called. */
export function fillStorage(): () => void {
	const service = services.get(BinaryDataService);
	const { store } = service;
	service.store = async (_location, stream) => {
		if (!Buffer.isBuffer(stream)) await firstOf(stream);
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
	};
	return () => {
		service.store = store;
	};
}
