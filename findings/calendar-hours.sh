#!/usr/bin/env bash
# How long an event of a calendar file is, in a night in which the clocks change.
#
# Packages   icalendar 7.3.2 (PyPI), ical.js 2.2.1, node-ical 0.26.1, ts-ics 2.4.6 (npm), ical4j 4.4.0 (Maven), none changed
# Input      a file with the time zone of Berlin in it, and events that have a DURATION, as of a maintenance by night or the last
#            day of a license; read, and written again as it was read
# Guess      hours are hours that pass and a day is until the same time of the next day, as RFC 5545 (3.3.6) says; without a
#            duration an event ends when it begins; what is written is what was read
# Seen       a maintenance of three hours lasts four in autumn and two in spring for icalendar and ical.js, and 24 hours last 25;
#            for node-ical and ts-ics a day is 24 hours, so that it ends at another time. ts-ics has the event of that night
#            begin an hour late in autumn and early in spring. For ical4j, which is right in these, getEndDate() of an event
#            without an end is a day later. And icalendar and ical4j write PT24H as P1D, alarms too: passed on by them, 24 hours
#            become a day for who reads rightly
#
# Needs bash, Python 3 with pip, Node.js from 20 on with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
export TZ=UTC

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python icalendar==7.3.2 python-dateutil==2.9.0.post0 tzdata==2026.6
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 ts-ics@2.4.6
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>calendar-hours</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.mnode.ical4j</groupId><artifactId>ical4j</artifactId><version>4.4.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

event() { # name, start in Berlin, lines
  printf '%s\n' BEGIN:VEVENT "UID:$1" DTSTAMP:20270101T000000Z "SUMMARY:$1" "DTSTART;TZID=Europe/Berlin:$2" "${@:3}" END:VEVENT
}
{
  cat <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//findings//calendar-hours//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
ICS
  event "autumn 3 hours" 20271031T010000 DURATION:PT3H
  event "autumn 24 hours" 20271030T120000 DURATION:PT24H \
    BEGIN:VALARM ACTION:DISPLAY DESCRIPTION:soon TRIGGER:-PT24H END:VALARM
  event "autumn 1 day" 20271030T120000 DURATION:P1D
  event "spring 3 hours" 20270328T010000 DURATION:PT3H
  event "no end" 20270601T120000
  echo END:VCALENDAR
} | sed 's/$/\r/' >events.ics

cat >read.py <<'PY'
import re
from datetime import timezone

from icalendar import Calendar

calendar = Calendar.from_ical(open("events.ics", "rb").read())
for event in calendar.events:
    start, end = (time.astimezone(timezone.utc) for time in (event.start, event.end))
    print(f"icalendar|{event['UID']}|{start:%H:%M} + {(end - start).total_seconds() / 3600:g}")
print("icalendar|PT24H, its alarm|" + ", ".join(re.findall(r"(?:DURATION|TRIGGER):(-?P(?:T24H|1D))", calendar.to_ical().decode())[:2]))
PY
cat >read.mjs <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { convertIcsCalendar, generateIcsCalendar, getEventEnd } from "ts-ics";

const text = fs.readFileSync("events.ics", "utf8");
const say = (library, event, start, end) =>
  console.log(`${library}|${event}|${start.toISOString().slice(11, 16)} + ${(end - start) / 3600000}`);
const written = (library, again) =>
  console.log(`${library}|PT24H, its alarm|` + again.match(/(?<=(DURATION|TRIGGER):)-?P(T24H|1D)/g).slice(0, 2).join(", "));

const calendar = new ICAL.Component(ICAL.parse(text));
calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  say("ical.js", event.uid, event.startDate.toJSDate(), event.endDate.toJSDate());
}
written("ical.js", calendar.toString());

for (const event of Object.values(nodeIcal.sync.parseICS(text)).filter((each) => each.type === "VEVENT")) {
  say("node-ical", event.uid, event.start, event.end);
}
console.log("node-ical|PT24H, its alarm|(reads only)");

const typed = convertIcsCalendar(undefined, text);
for (const event of typed.events) {
  say("ts-ics", event.uid, event.start.date, event.duration ? getEventEnd(event) : event.start.date);
}
written("ts-ics", generateIcsCalendar(typed));
JS
cat >Read.java <<'JAVA'
import java.io.FileInputStream;
import java.time.*;
import java.time.temporal.Temporal;
import java.util.regex.*;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;

class Read {
  public static void main(String[] arguments) throws Exception {
    var calendar = new CalendarBuilder().build(new FileInputStream("events.ics"));
    for (var component : calendar.getComponents("VEVENT")) {
      var event = (VEvent) component;
      Temporal start = event.getDateTimeStart().getDate();
      Temporal end = event.getEndDate().get().getDate();
      var time = ((ZonedDateTime) start).withZoneSameInstant(ZoneOffset.UTC).toLocalTime();
      System.out.println("ical4j|" + event.getUid().get().getValue() + "|" + time + " + " + Duration.between(start, end).toHours());
    }
    System.out.println("ical4j|PT24H, its alarm|" + Pattern.compile("(?<=(?:DURATION|TRIGGER):)-?P(T24H|1D)")
        .matcher(calendar.toString()).results().limit(2).map(MatchResult::group).collect(Collectors.joining(", ")));
  }
}
JAVA
{
  PYTHONPATH=python python3 read.py
  node read.mjs
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Read.java 2>java.log || cat java.log >&2
} >read.txt
{
  echo "event: begins (UTC) + hours | RFC 5545 | icalendar | ical.js | node-ical | ts-ics | ical4j"
  while IFS='|' read -r event right; do
    echo -n "$event | $right"
    for library in icalendar ical.js node-ical ts-ics ical4j; do
      echo -n " | $(grep -F "$library|$event|" read.txt | cut -d'|' -f3)"
    done
    echo
  done <<'END'
autumn 3 hours|23:00 + 3
autumn 24 hours|10:00 + 24
autumn 1 day|10:00 + 25
spring 3 hours|00:00 + 3
no end|10:00 + 0
PT24H, its alarm|PT24H, -PT24H
END
} | tee seen.txt
cat >expected.txt <<'END'
event: begins (UTC) + hours | RFC 5545 | icalendar | ical.js | node-ical | ts-ics | ical4j
autumn 3 hours | 23:00 + 3 | 23:00 + 4 | 23:00 + 4 | 23:00 + 3 | 00:00 + 3 | 23:00 + 3
autumn 24 hours | 10:00 + 24 | 10:00 + 25 | 10:00 + 25 | 10:00 + 24 | 10:00 + 24 | 10:00 + 24
autumn 1 day | 10:00 + 25 | 10:00 + 25 | 10:00 + 25 | 10:00 + 24 | 10:00 + 24 | 10:00 + 25
spring 3 hours | 00:00 + 3 | 00:00 + 2 | 00:00 + 2 | 00:00 + 3 | 23:00 + 3 | 00:00 + 3
no end | 10:00 + 0 | 10:00 + 0 | 10:00 + 0 | 10:00 + 0 | 10:00 + 0 | 10:00 + 24
PT24H, its alarm | PT24H, -PT24H | P1D, -P1D | PT24H, -PT24H | (reads only) | PT24H, -PT24H | P1D, -P1D
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
