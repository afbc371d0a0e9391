-- By the ids of spans and not by time and thread, so it holds across awaits, threads and programs.
CREATE OR REPLACE VIEW analytics.main.parent_child_traces AS
SELECT
  child.trace_id,
  parent.process AS parent_process, parent.process_group AS parent_group, parent.span_id AS parent_span_id, parent.status AS parent_status,
  parent.start AS parent_start, parent.duration_ms AS parent_duration_ms,
  child.process AS child_process, child.process_group AS child_group, child.span_id AS child_span_id, child.status AS child_status,
  child.start AS child_start, child.duration_ms AS child_duration_ms, child.call_depth AS child_depth
FROM analytics.main.process_trace AS child
JOIN analytics.main.process_trace AS parent ON parent.trace_id = child.trace_id AND parent.span_id = child.parent_span_id;
