// What ical.js reads in a calendar on standard input: of each event its uid, start, end, summary and status.
// Zones are taken from the calendar itself, so that it is they that are tried.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const moment = (time) => {
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`floating: ${time}`);
  return time.toUnixTime();
};
const events = calendar.getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one, { strictExceptions: true });
  return [event.uid, moment(event.startDate), moment(event.endDate), event.summary, one.getFirstPropertyValue("status")];
});
process.stdout.write(JSON.stringify(events));
