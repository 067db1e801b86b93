/* Asking the server: with the token that forms carry, and refusals as errors with their words. */
const token = document.querySelector('meta[name="csrf-token"]').content;

export async function ask(url, data) {
  const options = { headers: { Accept: "application/json" } };
  if (data !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.headers["X-CSRFToken"] = token;
    options.body = JSON.stringify(data);
  }
  return answered(await fetch(url, options));
}

/* The same of what a form holds. */
export const send = async (url, body) =>
  answered(await fetch(url, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token }, body }));

async function answered(answer) {
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (!answer.ok) throw Object.assign(new Error([told.error, ...(told.faults ?? [])].filter(Boolean).join(" ")), { status: answer.status, told });
  return told;
}

export async function page(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return parsed(await answer.text());
}

export const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
