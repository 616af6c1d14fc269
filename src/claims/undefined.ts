/** Thrown inside a condition that touches what is undefined; the message says what. It ends as *cannot tell*. */
export class Undefined extends Error {
  constructor(what: string) {
    super(what);
    this.name = "Undefined";
  }
}
