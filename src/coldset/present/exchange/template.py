"""A day log to start from: every heading, and one short day whose gun goes out cold."""

import csv
import io

from coldset.present.exchange.columns import COLUMN_NAMES

_DAY = """\
date,time,zone,event,item,from,to,with,scene,n,of,contents,method,by,witness,place,read,note
,,,# write over these rows; a row whose event starts with # is not read
2026-03-02,07:00,America/Denver,production opened,,,,,,,,,,armorer,,set,,the working title
,07:00,,role assigned,armorer,,,,,,,armorer
,07:00,,role assigned,property-master,,,,,,,property-master
,07:00,,role assigned,first-ad,,,,,,,first-ad
,07:00,,role assigned,performer-1,,,,,,,performer
,07:05,,qualification recorded,armorer,,2027-03-02,,,,,,,armorer,,set,,firearms-licence
,07:05,,training recorded,performer-1,,,,,,,,,armorer,,set,,firearms-safety
,07:10,,person searched,property-master,,,,,,,,,armorer,,set
,07:10,,person searched,armorer,,,,,,,,,property-master,,set
,07:15,,# what came: one gun and one box of dummies
,07:15,,weapon arrived,revolver-1,the supplier,armorer,,,,6,functional,,armorer,,set,yes,in close-up
,07:20,,lot arrived,dummies,the supplier,armorer,,,50,,dummy,"rattle, no-primer",armorer,,set,yes
,07:25,,rounds checked,dummies,,,,,50,50,,rattle,armorer,property-master 50,set,yes
,07:30,,rounds checked,dummies,,,,,50,50,,primer,armorer,property-master 50,set,yes
,08:00,,briefing held,,,,first-ad; performer-1; camera-a,,,,,,armorer,,set,,muzzle; misfire
,08:05,,scene planned,,,performer-1,camera-a,12,,,revolver-1 dummy,,first-ad,,set
,08:10,,weapon pointed,revolver-1,,camera-a,armorer,,,,,,first-ad,,set
,10:20,,# once more all of it before the hand-over: barrel and rounds and chambers
,10:20,,bore checked,revolver-1,,,,,,,clear,,armorer,first-ad 1,set,yes
,10:25,,rounds drawn,six,dummies,armorer,,,6,,,,armorer,,set,dummies
,10:30,,loaded,six,,revolver-1,,,6,,,,armorer,property-master 6,set,six; revolver-1
,10:35,,# a second handler looks at all of it again, barrel and chambers, beside the first
,10:35,,bore checked,revolver-1,,,,,,,clear,,property-master,armorer 1,set,yes
,10:40,,weapon shown,revolver-1,,,,,,,1-6 dummy by rattle+primer,turned,armorer,\
first-ad 6; performer-1; camera-a,set,yes
,10:40,,weapon shown,revolver-1,,,,,,,1-6 dummy by rattle+primer,turned,property-master,\
first-ad 6; armorer 6,set,yes
,10:41,,status called,revolver-1,,,performer-1; camera-a,,,,cold,,first-ad,,set,,six dummies
,10:42,,handed over,revolver-1,armorer,performer-1,armorer,12,,,,,armorer,,set,yes
"""


def template() -> str:
    """A day log of every heading and one day, as CSV text; it can be read as it is.

    By the policy that is used unless another is named, the gun of that day is handed over cold.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMN_NAMES)
    writer.writeheader()
    for row in csv.DictReader(io.StringIO(_DAY), restval=""):
        writer.writerow(dict.fromkeys(COLUMN_NAMES, "") | row)
    return out.getvalue()
