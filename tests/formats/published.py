"""Programmes as other programs publish them, with their well-known faults, written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from scheduler.formats.imported import Imported
from scheduler.formats.programme import Programme
from scheduler.formats.programme_festival import imported


def reader(programme_of: Callable[..., Programme]) -> Callable[..., Imported]:
    """Reads a file of that format into a festival and its timetable."""

    def read(data: bytes, *about: Any, zone: str | None = None, **more: Any) -> Imported:
        return imported(programme_of(data, *about, **more), zone=zone)

    return read


PENTABARF = """\
<?xml version="1.0" encoding="utf-8"?>
<schedule>
  <conference>
    <title>Old Conference</title>
    <venue>University</venue>
    <start>2019-02-02</start>
    <end>2019-02-03</end>
    <days>2</days>
    <day_change>06:00:00</day_change>
    <timeslot_duration>00:05:00</timeslot_duration>
  </conference>
  <day index="1" date="2019-02-02">
    <room name="Janson">
      <event id="8001">
        <start>09:30</start>
        <duration>00:25</duration>
        <room>Janson</room>
        <slug>welcome</slug>
        <title>Welcome</title>
        <track>Keynotes</track>
        <type>keynote</type>
        <abstract>&lt;p&gt;Hello&lt;/p&gt;</abstract>
        <persons><person id="5">Ada Example</person><person id="6">Ada Example</person></persons>
        <links><link href="https://old.example/slides">Slides</link></links>
      </event>
      <event id="8002">
        <start>01:00</start>
        <duration>00:30</duration>
        <title>After midnight</title>
        <persons><person id="5">Ada Example</person></persons>
      </event>
    </room>
    <room name="Empty"/>
  </day>
  <day index="2" date="2019-02-03">
    <room name="janson ">
      <event id="8003"><start>10:00</start><duration>1:00</duration><title>Second day</title></event>
    </room>
  </day>
</schedule>
"""
"""pentabarf: no guid, no date in the event, no time zone; nights belong to the day before."""

FRAB = """\
<?xml version='1.0' encoding='utf-8' ?>
<schedule xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
<version>Version 1.1 a new dawn</version>
<conference>
<acronym>camp15</acronym>
<title>Camp 15</title>
<start>2015-08-13</start>
<end>2015-08-14</end>
<days>2</days>
<timeslot_duration>00:15</timeslot_duration>
</conference>
<day date='2015-08-13' start='2015-08-13T10:00:00+02:00' end='2015-08-14T04:00:00+02:00' index='1'>
<room name='Project 2501'>
<event guid='aaaaaaaa-0000-4000-8000-000000000001' id='6872'>
<date>2015-08-13T11:00:00+02:00</date>
<start>11:00</start>
<duration>01:00</duration>
<room>Project 2501</room>
<slug>camp15-6872-a_talk</slug>
<title>A talk about AT&T</title>
<subtitle>really</subtitle>
<track>Hacking</track>
<type>lecture</type>
<language>en</language>
<recording><license></license><optout>true</optout></recording>
<persons><person id='1'>Bea</person></persons>
</event>
<event guid='aaaaaaaa-0000-4000-8000-000000000002' id='6873'>
<date>2015-08-14T00:30:00+02:00</date>
<start>00:30</start>
<duration>00:45</duration>
<room>Project 2501</room>
<title>Night talk</title>
<type></type>
<persons></persons>
</event>
</room>
</day>
<day date='2015-08-14' start='2015-08-14T10:00:00+02:00' end='2015-08-15T04:00:00+02:00' index='2'>
<room name='Simulacron-3'>
<event guid='aaaaaaaa-0000-4000-8000-000000000001' id='6872'>
<date>2015-08-14T11:00:00+02:00</date>
<start>12:00</start>
<duration>01:00</duration>
<room>Project 2501</room>
<title>Another with the same guid</title>
<persons><person id='1'>Bea</person><person id='2'></person></persons>
</event>
</room>
</day>
</schedule>
"""
"""frab: a bare ampersand, a guid of two events, a start that is not the date's, a room that is another's."""


def pretalx(*events: dict[str, Any], **conference: Any) -> bytes:
    """A schedule.json of pretalx of one day in one room, with events that say only what they change."""
    made = [
        {
            "id": 100 + number,
            "guid": f"bbbbbbbb-0000-4000-8000-{number:012d}",
            "logo": "",
            "date": f"2023-05-0{1 + number // 8}T{9 + number % 8:02d}:00:00+02:00",
            "start": f"{9 + number % 8:02d}:00",
            "duration": "00:30",
            "room": "Main",
            "slug": f"conf-{100 + number}-talk",
            "title": f"Talk {number}",
            "subtitle": "",
            "track": None,
            "type": "Talk",
            "language": "de",
            "abstract": "",
            "description": "",
            "persons": [{"id": number, "code": f"AAAA{number:02d}", "public_name": f"Person {number}", "answers": []}],
            "links": [],
            "attachments": [],
            **event,
        }
        for number, event in enumerate(events)
    ]
    about = {
        "acronym": "conf", "title": "Conf", "start": "2023-05-01", "end": "2023-05-02", "daysCount": 2,
        "timeslot_duration": "00:05", "time_zone_name": "Europe/Berlin",
    }  # fmt: skip
    days = [{"index": 1, "date": "2023-05-01", "day_start": "2023-05-01T04:00:00+02:00", "rooms": {"Main": made}}]
    return json.dumps({"schedule": {"version": "1", "conference": {**about, "days": days, **conference}}}).encode()
