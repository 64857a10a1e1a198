/** Asking the server: parts of pages, and changes, which carry the secret of the site. */

/** The path of the work that this page is about. */
export const WORK = document.body.dataset.work ?? "";

const SECRET = document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";

/** A part of a page as HTML; where the server refuses, what it says of that. */
export async function part(path: string, signal?: AbortSignal): Promise<string> {
  const answer = await fetch(path, { headers: { "X-Part": "1" }, signal: signal ?? null });
  return answer.text();
}

/** Ask for a change; the answer is a part of a page. */
export async function change(path: string, fields: Record<string, string> | FormData | URLSearchParams): Promise<Response> {
  const form = fields instanceof FormData || fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
  return fetch(path, { method: "POST", body: form, headers: { "X-Part": "1", "X-CSRF-Token": SECRET } });
}

/** A value of the server. */
export async function value<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${answer.status} at ${path}`);
  return (await answer.json()) as T;
}
