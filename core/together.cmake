# spine_together(TARGET BATCH [file...])
#
# Most of a source's compiling is its headers and what it makes of their templates: with
# SPINE_TOGETHER the sources of TARGET are compiled BATCH at a time, as one. The files after BATCH
# are those that stay apart: another source has their own names, too, or a program takes them, and
# not their neighbours, from a module. All names in a module's unnamed namespaces differ but theirs,
# so that a source may be added anywhere in its list.
#
# One source's includes then serve the next, and hide that it lacks them: the dev preset, the
# sanitizers' and clang-tidy have each source alone.
function(spine_together target batch)
  if(NOT SPINE_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch})
  if(ARGN)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  # GCC takes an included source for a header, whose classes should keep no unnamed namespace's.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()
