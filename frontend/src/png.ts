/** A chart as a PNG file, painted from its SVG file in the browser. */

/** Dots for each pixel of the drawing, so that it can be printed. */
const SCALE = 2;
/** Dots to a side that every browser's canvas has. */
const LARGEST = 16000;

export async function savePng(path: string): Promise<void> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${answer.status} at ${path}`);
  const name = /filename="([^"]+)\.svg"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "chart";
  const source = URL.createObjectURL(await answer.blob());
  try {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const scale = Math.min(SCALE, LARGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the picture could not be painted");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  } finally {
    URL.revokeObjectURL(source);
  }
}
