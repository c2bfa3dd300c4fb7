/** A file or folder of the project, as installed. Compiled, the program lies two folders deep too. */
export function projectFile(name: string): URL {
  return new URL(`../../${name}`, import.meta.url);
}
