declare module "wavedrom" {
  export const waveSkin: object;
  export const onml: { stringify(tree: object): string };
  export function renderAny(index: number, source: object, skins: object): object;
}

declare module "netlistsvg" {
  export function render(
    skin: string,
    netlist: object,
    done: (error: Error | null, svg: string) => void,
  ): void;
}
