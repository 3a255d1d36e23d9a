/**
 * Preloaded into a server under test: its clock stands at TEST_NOW (ISO 8601) when it starts and goes on from
 * there, so that questions about "this month" have one answer whenever the test runs.
 */
const wanted = process.env['TEST_NOW']
if (wanted !== undefined) {
  const RealDate = Date
  const shift = RealDate.parse(wanted) - RealDate.now()
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + shift)
      else super(...given)
    }
    static now() {
      return RealDate.now() + shift
    }
  }
}
