import { Component, type FunctionComponent } from "preact";

/** A component that renders again only when one of its props is another value. */
export function memo<P extends object>(Inner: FunctionComponent<P>): new () => Component<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differs(this.props, next);
    }
    override render() {
      return <Inner {...this.props} />;
    }
  };
}

function differs(before: object, after: object): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof object>;
  return [...keys].some((key) => !Object.is(before[key], after[key]));
}
