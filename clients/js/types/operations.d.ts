/** @type {Record<string, { method: string, path: string, scoped: boolean }>} */
export const operations: Record<string, {
    method: string;
    path: string;
    scoped: boolean;
}>;
