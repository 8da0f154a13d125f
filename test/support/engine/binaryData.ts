/** n8n's binary data: in memory, which is the engine's default, or in files, which is the default of n8n 2. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { requireOnce } from './worker';

type Service<T> = abstract new (...parts: never[]) => T;

interface Container {
	get<T>(type: Service<T>): T;
	set<T>(type: Service<T>, instance: T | undefined): void;
}

const { Container: services } = requireOnce('@n8n/di') as {
	Container: Container;
};

/** Stores binary data in files, until the returned function is called. */
export async function storeInFiles(): Promise<() => void> {
	const inMemory = services.get(BinaryDataService);
	services.set(BinaryDataService, undefined);
	await services.get(BinaryDataService).init();
	return () => services.set(BinaryDataService, inMemory);
}

/** All files in the storage, half-written ones included, without n8n's metadata files. */
export function storedFiles(): string[] {
	const folder = services.get(BinaryDataConfig).localStoragePath;
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata'))
		.map(({ parentPath, name }) => join(parentPath, name))
		.filter((path) => dirname(path).endsWith('binary_data'));
}

/** The content of an item's file. */
export async function bytesOf({ binary }: INodeExecutionData): Promise<Buffer> {
	if (!binary) throw new TypeError('The item has no file');
	return await services.get(BinaryDataService).getAsBuffer(binary.data);
}

/** Reads the first value only. */
async function firstOf<T>(all: AsyncIterable<T>): Promise<T | undefined> {
	for await (const one of all) return one;
	return undefined;
}

/** Makes storing fail after the first bytes, as on a full disk, until the returned function is called. */
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
